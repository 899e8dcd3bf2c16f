/** The pages of the reference, which `api-reference.mjs` writes: one for each entry of each package. */
export const API = {
  text: 'API',
  items: [
    '@buridan/groups',
    '@buridan/data',
    '@buridan/data/node',
    '@buridan/constraints',
    '@buridan/emlp',
    '@buridan/emlp/node',
    '@buridan/relaxed',
    '@buridan/tasks',
    '@buridan/tasks/node',
    'buridan',
    'buridan/browser',
  ].map((name) => ({ text: name, link: `/api/${name}` })),
}
