import { fuzz } from './fuzz-all.js'

fuzz('permutations', 'geometry', 'groups', 'constraints')
