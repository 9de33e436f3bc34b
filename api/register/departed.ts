import type { Flash } from '../../db/session';
import type { Departed } from '../../desk/departure';
import { ofName } from '../../domain/french/register';

/** What is said once a departure is entered: to an agent, that a change of administrator is due. */
export function departedFlash({ name, withdrawn, changeDue, told }: Departed): Flash {
  const what = withdrawn ? `L’accès ${ofName(name)} est retiré.` : `Départ ${ofName(name)} noté : c’est au partenaire de retirer l’accès (mode délégué).`;
  const letters = told.length === 0 ? 'Personne n’a pu être prévenu par courrier : prévenez le partenaire autrement.' : `Confirmé par courrier à ${told.map((one) => one.name).join(', ')}.`;
  const due = changeDue ? ' C’était un administrateur : un changement d’administrateur est à demander au partenaire.' : '';
  return { tone: changeDue || told.length === 0 ? 'warn' : 'done', text: `${what} ${letters}${due}` };
}
