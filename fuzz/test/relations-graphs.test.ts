import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/graphs/index.js'

askRoom('graphs', relations)
