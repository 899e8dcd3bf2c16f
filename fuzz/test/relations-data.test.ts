import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/data/index.js'

askRoom('data', relations)
