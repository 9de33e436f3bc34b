import { Router } from 'express';
import { findAccountById } from '../../db/account';
import { choicesOf, keepChoice } from '../../db/mail-choice';
import { choiceByDefault, isHour, PERSONAL_MAILS, type PersonalMail } from '../../domain/personal-mails';
import { typo } from '../../domain/french/typography';
import { MailChoicesPage, type MailChoiceView } from '../../web/pages/steering/mail-choices';
import type { Refused } from '../../web/components/form';
import { mailChoicesPath } from '../../web/paths';
import { posted, signedIn } from '../guard';
import { contractsNow, shellOf } from '../view/shell';
import { NotFound } from '../errors';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

/** « Mes courriels »: each person chooses what they are written to of. */
export function mailChoiceRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(mailChoicesPath(), signedIn(tools, 'choose-mails', (visit) => show(visit, null)));
  router.post(mailChoicesPath(), posted(tools, 'choose-mails', save));
  return router;
}

async function show(visit: Visit, refused: Refused | null): Promise<void> {
  const address = await addressOf(visit);
  const [choices, shell, contracts] = await Promise.all([choicesNow(visit), shellOf(visit, 'courriels'), contractsNow(visit)]);
  const namedBy = contracts.filter(({ manager }) => manager.email.toLowerCase() === address.toLowerCase()).map(({ department, caf }) => `${department} (${caf})`);
  visit.show(MailChoicesPage({ shell, tokens: visit.tokens(), address, choices, namedBy, refused }), refused === null ? 200 : 422);
}

async function save(visit: Visit): Promise<void> {
  const fields = visit.fields();
  const errors = PERSONAL_MAILS.filter((mail) => hasHour(mail) && !isHour(fields[`heure-${mail}`] ?? '')).map((mail) => ({ field: `heure-${mail}`, message: typo('Donnez une heure, par exemple 08:00.') }));
  if (errors.length > 0) return await show(visit, { values: fields, errors });
  await visit.tools.sql.begin(async (tx) => {
    for (const mail of PERSONAL_MAILS) await keepChoice(tx, accountOf(visit), mail, { wanted: fields[mail] === 'oui', hour: hasHour(mail) ? (fields[`heure-${mail}`] ?? null) : null });
  });
  await visit.goTo(mailChoicesPath(), { tone: 'done', text: 'Vos choix sont enregistrés.' });
}

/** What this person has: their choices, else their role's. */
async function choicesNow(visit: Visit): Promise<MailChoiceView[]> {
  const kept = await choicesOf(visit.tools.sql, accountOf(visit));
  const isManager = visit.session.grants.some((grant) => grant.role === 'manager');
  return PERSONAL_MAILS.map((mail) => {
    const byRole = choiceByDefault(mail, isManager);
    return { mail, wanted: kept[mail]?.wanted ?? byRole.wanted, hour: kept[mail]?.hour ?? byRole.hour };
  });
}

function hasHour(mail: PersonalMail): boolean {
  return choiceByDefault(mail, false).hour !== null;
}

function accountOf({ session }: Visit): string {
  if (session.account_id === null) throw new NotFound('a visitor has no account');
  return session.account_id;
}

async function addressOf(visit: Visit): Promise<string> {
  const account = await findAccountById(visit.tools.sql, accountOf(visit));
  return account?.login ?? '';
}
