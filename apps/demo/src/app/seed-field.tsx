const MOST_SEED = 2 ** 31

/** A field for a seed: what is typed and is none is the nearest that is. */
export function SeedField(props: { readonly seed: number; readonly onSeed: (seed: number) => void }) {
  return (
    <label>
      seed
      <input
        type="number"
        min={0}
        max={MOST_SEED}
        value={props.seed}
        onInput={(e) => {
          const typed = Math.trunc(Number(e.currentTarget.value)) || 0
          props.onSeed(Math.min(MOST_SEED, Math.max(0, typed)))
        }}
      />
    </label>
  )
}
