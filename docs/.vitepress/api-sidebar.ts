import { manifestOf, packages } from '../../scripts/workspaces.mjs'

/** The pages of the reference, which `api-reference.mjs` writes: one for each entry of each package, in the order of imports. */
export const API = {
  text: 'API',
  items: packages.flatMap((folder) => {
    const { name, exports } = manifestOf(`packages/${folder}`)
    return Object.keys(exports)
      .map((entry) => `${name}${entry.slice(1)}`)
      .map((text) => ({ text, link: `/api/${text}` }))
  }),
}
