import type { Plugin } from 'vite'

/**
 * What the page may do: run and show what it was built of, and nothing else. A name in a file of others or in an address that became
 * markup by a mistake of ours would neither run nor send anything.
 */
const POLICY = {
  'default-src': "'none'",
  // TensorFlow.js and HiGHS are compiled to WebAssembly; nothing makes code of strings
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  // positions and lengths are set through the object model, which this allows; style attributes and elements are not
  'style-src': "'self'",
  // the empty icon
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
}

/** The policy as browsers read it, in a page or in a header of a server. */
export const contentSecurityPolicy = Object.entries(POLICY)
  .map(([of, from]) => `${of} ${from}`)
  .join('; ')

/** Writes the policy into the page that is built, before anything that it is about. While it is developed, Vite adds styles and scripts of its own. */
export function contentSecurity(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          injectTo: 'head-prepend',
        },
      ],
    },
  }
}
