import { askRoom } from '../harness/ask-room.js'
import { relations } from '../relations/groups/index.js'

askRoom('groups', relations)
