import type { ComponentChildren } from 'preact';

/** A panel with its heading; `end` stands at the right of the heading. */
export function Panel({
  title,
  aside,
  end,
  id,
  flush,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  end?: ComponentChildren;
  id?: string;
  flush?: boolean;
  children: ComponentChildren;
}) {
  return (
    <section class="card" id={id} aria-label={title}>
      <div class="cap">
        <h2>{title}</h2>
        {aside !== undefined && <span class="small muted">{aside}</span>}
        {end !== undefined && <span class="end row-flex small">{end}</span>}
      </div>
      {flush === true ? children : <div class="card-body">{children}</div>}
    </section>
  );
}

/** Term and definition pairs; rows without a value are left out. */
export function Facts({ rows }: { rows: ReadonlyArray<readonly [string, ComponentChildren | null]> }) {
  return (
    <dl class="dl small">
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  );
}

/** A wide table that scrolls inside its own named region. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
