/** The second series of a chart is hatched: it is told apart without its colour. */
export function PartnerHatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="part-bg" width="6" height="6" />
        <rect class="fill-part" width="2.4" height="6" />
      </pattern>
    </defs>
  );
}

/** A square of a chart's legend. */
export function Key({ tone, children }: { tone: 'caf' | 'part'; children: string }) {
  const id = `cle-${tone}`;
  return (
    <span class="row-flex">
      <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
        {tone === 'part' && <PartnerHatch id={id} />}
        <rect class={tone === 'caf' ? 'fill-caf' : 'edge-part'} x="0.5" y="0.5" width="13" height="13" fill={tone === 'part' ? `url(#${id})` : undefined} />
      </svg>
      {children}
    </span>
  );
}
