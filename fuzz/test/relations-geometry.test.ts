import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/geometry/index.js'

askRoom('geometry', relations)
