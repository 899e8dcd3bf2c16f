import { fuzz } from './fuzz-all.js'

fuzz('groups', 'constraints')
