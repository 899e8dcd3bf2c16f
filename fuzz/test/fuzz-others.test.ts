import { fuzz } from './fuzz-all.js'

fuzz('data', 'emlp', 'relaxed', 'tasks', 'cli')
