import { fuzz } from './fuzz-all.js'

fuzz('emlp', 'relaxed', 'tasks', 'cli')
