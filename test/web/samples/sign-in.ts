import type { VNode } from 'preact';
import { PasswordPage } from '../../../web/pages/account/password';
import { RecoveryCodesPage } from '../../../web/pages/account/recovery-codes';
import { EnrolmentPage, SecondFactorPage } from '../../../web/pages/account/second-factor';
import { SessionsPage, type SessionLine } from '../../../web/pages/account/sessions';
import { SignInPage } from '../../../web/pages/sign-in';
import { SignInCodePage } from '../../../web/pages/sign-in/code';
import { SignInEnrolPage } from '../../../web/pages/sign-in/enrol';
import { AskLinkPage, LinkAskedPage, LinkConfirmPage, LinkOverPage } from '../../../web/pages/sign-in/link';
import { ProviderRefusedPage } from '../../../web/pages/sign-in/provider';
import { secondFactorPath, signInEnrolPath } from '../../../web/paths-sign-in';
import { at, nobody, shell, TOKENS } from './frame';

const wrong = (message: string, field: string | null, values: Record<string, string> = {}) => ({ values, errors: [{ field, message }] });
const ADDRESS = 'otpauth://totp/Guichet:ines.barthelemy%40caf95.example?issuer=Guichet&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30';
const enrolment = { tokens: TOKENS, address: ADDRESS, secret: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP', refused: null };
const factor = { tokens: TOKENS, since: at('2026-05-04T08:40'), codesLeft: 9, required: false, refused: null };
const CODES = ['k3fb-7qwe-hm2c-x9rd', 'p4nu-6sav-jt5y-z8ke', 'w2gc-4mhr-b7xq-n5ft', 'd9ye-3ukp-v6js-a2mz', 'r5xh-8tbn-q3wg-e7cf', 'm6ja-2vdz-y4pk-s9hu', 'f8qt-5rne-c2xb-w3gv', 'z7ks-9dmy-u5ha-p4jr', 'b2we-6xfc-t8nq-g3vk', 'n4pz-7hsd-r9yu-m5jb'];
const line = (id: string, browser: string, over: Partial<SessionLine> = {}): SessionLine => ({
  id,
  browser,
  address: '192.0.2.14',
  way: 'mot de passe et code',
  openedAt: at('2026-05-28T08:31'),
  seenAt: at('2026-05-28T10:10'),
  current: false,
  ...over,
});
const limits = { idle: '8 h', absolute: '12 h' };

/** The states of the pages by which people come in, and of their own account. */
export const SIGN_IN_STATES: Readonly<Record<string, () => VNode>> = {
  'connexion-fournisseur': () => SignInPage({ shell: nobody(), tokens: TOKENS, returnTo: '/file', refused: null, notice: null, provider: 'le compte de votre Caf' }),
  'connexion-partenaire': () => SignInPage({ shell: nobody(), tokens: TOKENS, returnTo: '/partenaire/demandes/95-2026-000217', refused: null, notice: null }),
  'connexion-code': () => SignInCodePage({ shell: nobody(), tokens: TOKENS, refused: null }),
  'connexion-code-refuse': () => SignInCodePage({ shell: nobody(), tokens: TOKENS, refused: wrong('Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.', 'code') }),
  'connexion-second-facteur': () => SignInEnrolPage({ shell: nobody(), ...enrolment, action: signInEnrolPath() }),
  'connexion-impossible': () => ProviderRefusedPage({ shell: nobody(), reason: 'Votre compte existe, mais aucun rôle de Guichet ne lui est donné. Demandez-le à votre responsable.' }),
  'lien-demander': () => AskLinkPage({ shell: nobody(), tokens: TOKENS, refused: null }),
  'lien-demander-refuse': () => AskLinkPage({ shell: nobody(), tokens: TOKENS, refused: wrong('Saisissez une adresse de courriel, par exemple prenom.nom@mairie.example.', 'courriel', { courriel: 'prenom.nom' }) }),
  'lien-demande': () => LinkAskedPage({ shell: nobody(), address: 'apolline.vernouillet@ccas-valmirande-sur-oise.example' }),
  'lien-confirmer': () => LinkConfirmPage({ shell: nobody(), tokens: TOKENS, token: 'jeton-de-demonstration' }),
  'lien-fini': () => LinkOverPage({ shell: nobody() }),
  'compte-mot-de-passe': () => PasswordPage({ shell: shell('autre'), tokens: TOKENS, login: 'ines.barthelemy@caf95.example', hasPassword: true, refused: null }),
  'compte-mot-de-passe-refuse': () =>
    PasswordPage({
      shell: shell('autre'),
      tokens: TOKENS,
      login: 'ines.barthelemy@caf95.example',
      hasPassword: true,
      refused: { values: {}, errors: [{ field: 'actuel', message: 'Ce n’est pas votre mot de passe.' }, { field: 'nouveau', message: 'Ce mot de passe est de ceux que l’on essaie en premier. Choisissez-en un autre.' }] },
    }),
  'compte-mot-de-passe-ailleurs': () => PasswordPage({ shell: shell('autre'), tokens: TOKENS, login: 'oidc-1', hasPassword: false, refused: null }),
  'compte-second-facteur-regler': () => EnrolmentPage({ shell: shell('autre'), ...enrolment, action: secondFactorPath() }),
  'compte-second-facteur': () => SecondFactorPage({ shell: shell('autre'), ...factor }),
  'compte-second-facteur-exige': () => SecondFactorPage({ shell: shell('autre'), ...factor, codesLeft: 1, required: true, refused: wrong('Ce n’est pas votre mot de passe.', 'actuel') }),
  'compte-codes-de-secours': () => RecoveryCodesPage({ shell: shell('autre'), codes: CODES, next: '/file' }),
  'compte-sessions': () =>
    SessionsPage({ shell: shell('autre'), tokens: TOKENS, limits, sessions: [line('s1', 'Firefox, Windows', { current: true }), line('s2', 'Safari, iPhone', { seenAt: at('2026-05-28T07:02') }), line('s3', 'Un programme', { address: '2001:db8:85a3:8d3:1319:8a2e:370:7348', way: 'mot de passe' })] }),
  'compte-sessions-une': () => SessionsPage({ shell: shell('autre'), tokens: TOKENS, limits, sessions: [line('s1', 'Firefox, Windows', { current: true })] }),
};
