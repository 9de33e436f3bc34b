import type { Refused } from '../../components/form';
import type { ChangeView } from '../../view/change';

/** What was sent for an act and refused, for that act alone. */
export function refusedOf({ sent }: ChangeView, act: string): Refused | null {
  return sent !== null && sent.act === act ? sent : null;
}
