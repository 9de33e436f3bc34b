import type { AskedItem } from '../view/portal';
import { Icon } from './icon';

/** What a contract requires, item by item: asked for before a request is opened, or still missing of one that is. */
export function ContractItems({ items, state, spaced = false }: { items: readonly AskedItem[]; state: 'asked' | 'missing'; spaced?: boolean }) {
  const [icon, tone, label] = state === 'asked' ? (['checklist', 't-caf', 'Demandé'] as const) : (['missing', 't-soon', 'Manque'] as const);
  return (
    <ul class={spaced ? 'check mb-2' : 'check'}>
      {items.map((item) => (
        <li>
          <span class={item.optional ? 'muted' : tone}>
            <Icon name={item.optional ? 'minusCircle' : icon} label={item.optional ? 'Facultatif' : label} />
          </span>
          <span>
            {item.label}
            {item.optional && <span class="muted"> (si possible)</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
