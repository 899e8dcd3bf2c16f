import { fuzz } from './fuzz-all.js'

fuzz('geometry', 'groups', 'constraints')
