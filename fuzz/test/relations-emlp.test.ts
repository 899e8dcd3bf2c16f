import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/emlp/index.js'

askRoom('emlp', relations)
