import { Icon, type IconName } from '../../components/icon';
import { queuePath, unidentifiedPath, type QueueView } from '../../paths';
import type { ShellProps } from '../../view/shell';
import type { ViewCount } from '../../view/queue';

export const VIEW_WORDS: Readonly<Record<QueueView, readonly [label: string, icon: IconName | null]>> = {
  toutes: ['Toutes', null],
  'a-prendre-en-charge': ['À prendre en charge', null],
  'attente-caf': ['En attente Caf', null],
  'attente-partenaire': ['En attente partenaire', null],
  escaladees: ['Escaladées', 'stairs'],
  'a-identifier': ['À identifier', 'userQuestion'],
};

/** The views of the queue, each with how many it holds. */
export function Views({ shell, view, counts }: { shell: ShellProps; view: QueueView; counts: readonly ViewCount[] }) {
  const open = counts.filter(({ view: name }) => name !== 'a-identifier' || shell.viewer?.pages.includes('a-identifier') === true);
  return (
    <nav class="tabs" aria-label="Vues de la file" tabIndex={0}>
      {open.map(({ view: name, count: n }) => {
        const [label, icon] = VIEW_WORDS[name];
        const href = name === 'a-identifier' ? unidentifiedPath() : queuePath(name === 'toutes' ? {} : { vue: name });
        return (
          <a href={href} aria-current={name === view ? 'page' : undefined}>
            {icon !== null && <Icon name={icon} />}
            {label} <b>{n}</b>
          </a>
        );
      })}
    </nav>
  );
}

/** The keys of the list; the whole list of them stands behind « ? ». */
export function Keys({ calls, acts }: { calls: boolean; acts: boolean }) {
  return (
    <p class="small muted keys hide-s">
      <span>
        <kbd>J</kbd> <kbd>K</kbd> parcourir
      </span>
      <span>
        <kbd>Entrée</kbd> ouvrir
      </span>
      {acts && (
        <span>
          <kbd>P</kbd> prendre en charge
        </span>
      )}
      {acts && (
        <span>
          <kbd>X</kbd> cocher
        </span>
      )}
      {calls && (
        <span>
          <kbd>A</kbd> saisir un appel
        </span>
      )}
      <span>
        <kbd>?</kbd> tous les raccourcis
      </span>
    </p>
  );
}
