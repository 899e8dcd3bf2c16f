import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/constraints/index.js'

askRoom('constraints', relations)
