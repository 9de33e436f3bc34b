import type { VNode } from 'preact';
import { labelOf, type StatementLine, type StatementSection } from '../../../domain/contract-statement';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { count } from '../../words/labels';
import type { CheckView } from '../contract';

/** The desk and the silences are read every day; the rest is a click away. */
export const OPEN_SECTIONS = 2;

/** A part of the statement. */
export function Section({ section, first, open }: { section: StatementSection; first: boolean; open: boolean }) {
  const lines = section.lines.map((line) => <Clause line={line} />);
  if (open)
    return (
      <Panel title={section.title} end={first ? <span class="muted">Texte produit par les données qui s’exécutent</span> : undefined}>
        {lines}
      </Panel>
    );
  return (
    <section class="card" aria-label={section.title}>
      <details>
        <summary class="cap border-0">
          <h2>{section.title}</h2>
          <span class="small muted fw4">{count(section.lines.length, 'phrase')}</span>
        </summary>
        <div class="card-body pt-0">{lines}</div>
      </details>
    </section>
  );
}

export function Clause({ line }: { line: StatementLine }) {
  return (
    <p class="clause">
      <span class="art">{labelOf(line)}</span>
      <span>{emphasised(line.text, line.strong)}</span>
    </p>
  );
}

/** The text with its strong parts in bold, each found after the one before. */
function emphasised(text: string, strong: readonly string[]): VNode {
  const [first, ...rest] = strong;
  const found = first === undefined ? -1 : text.indexOf(first);
  if (first === undefined || found === -1) return <Words text={text} />;
  return (
    <>
      <Words text={text.slice(0, found)} />
      <b>
        <Words text={first} />
      </b>
      {emphasised(text.slice(found + first.length), rest)}
    </>
  );
}

const CHECK_LOOK = { ok: ['checkCircle', 't-ok', 'Bon'], warn: ['missing', 't-soon', 'À revoir'], stop: ['late', 't-late', 'Erreur'] } as const;

/** What to look at in a contract that is well formed. */
export function Checks({ checks }: { checks: readonly CheckView[] }) {
  const toReview = checks.filter((check) => check.state !== 'ok').length;
  return (
    <Panel
      title="Contrôles"
      end={
        toReview === 0 ? (
          <Chip tone="ok" icon="checkCircle">
            Tout est bon
          </Chip>
        ) : (
          <Chip tone="soon" icon="alert">
            {toReview} à revoir
          </Chip>
        )
      }
    >
      <ul class="check">
        {checks.map((check) => {
          const [icon, tone, word] = CHECK_LOOK[check.state];
          return (
            <li>
              <span class={tone}>
                <Icon name={icon} label={word} />
              </span>
              <span>
                <Words text={check.text} />
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
