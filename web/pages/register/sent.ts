import type { Refused } from '../../components/form';
import type { SentForm } from '../../view/register';

/** What was refused of one form of the page; null when it is another's. */
export function sentOf({ sent }: { readonly sent: SentForm | null }, act: string): Refused | null {
  return sent?.act === act ? sent : null;
}
