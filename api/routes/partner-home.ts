import { Router } from 'express';
import { visitorContacts } from '../../db/visitor';
import { PartnerHomePage } from '../../web/pages/partner-home';
import { partnerHomePath } from '../../web/paths-sign-in';
import { ROLE_WORDS } from '../../web/words/labels';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';

/** Where a link leads. */
export function partnerHomeRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(partnerHomePath(), signedIn(tools, 'visit-portal', async (visit) => {
    const contacts = await visitorContacts(visit.tools.sql, visit.session.visitor ?? '');
    const conventions = contacts.map((contact) => ({ partner: contact.partner_name, number: contact.convention_number, role: ROLE_WORDS[contact.role].toLowerCase(), caf: contact.caf }));
    const shell = { ...strangerShell(visit.now, visit.session.csrf), flash: await visit.takeFlash() };
    visit.show(PartnerHomePage({ shell, name: contacts[0]?.name ?? '', conventions }));
  }));
  return router;
}
