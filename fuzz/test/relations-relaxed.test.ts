import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/relaxed/index.js'

askRoom('relaxed', relations)
