import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/permutations/index.js'

askRoom('permutations', relations)
