import { Icon } from '../../components/icon';

/** One line of a checklist: done or to do. */
export function Check({ done, children }: { done: boolean; children: preact.ComponentChildren }) {
  return (
    <li>
      <span class={done ? 't-ok' : 't-soon'}>
        <Icon name={done ? 'checkCircle' : 'missing'} label={done ? 'Fait' : 'À faire'} />
      </span>
      <span>{children}</span>
    </li>
  );
}
