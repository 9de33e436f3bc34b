import { query, segment } from './paths';
import { partnerHomePath } from './paths-sign-in';
import { registerConventionPath } from './register-paths';

/** What a side does on a meeting: each is a POST under its own page. */
export const MEETING_ACTS = ['proposition', 'accord', 'date', 'tenue', 'non-tenue', 'abandon', 'compte-rendu', 'corrections', 'validation'] as const;
export type MeetingActName = (typeof MEETING_ACTS)[number];

/** The meetings of the Cafs, and one of them. */
export const meetingsPath = (asked: { readonly caf?: string } = {}): string => `/reunions${query({ ...asked })}`;
export const meetingPath = (id: string): string => `/reunions/${segment(id)}`;
export const meetingActPath = (id: string, act: MeetingActName): string => `${meetingPath(id)}/${act}`;
export const minutesPath = (id: string): string => `${meetingPath(id)}/compte-rendu.pdf`;
export const meetingFilePath = (id: string, file: string): string => `${meetingPath(id)}/fichiers/${segment(file)}`;

/** A convention's life: renewals, assessments, meetings. */
export const lifePath = (convention: string): string => `${registerConventionPath(convention)}/vie`;
export const askMeetingPath = (convention: string): string => `${lifePath(convention)}/reunions`;
export const renewalToldPath = (convention: string): string => `${lifePath(convention)}/reconduction`;
export const preparedPath = (convention: string, on: string): string => `${lifePath(convention)}/bilans/${segment(on)}/bilan.pdf`;

/** On the partner's portal. */
export const ownMeetingPath = (id: string): string => `${partnerHomePath()}/reunions/${segment(id)}`;
export const ownMeetingActPath = (id: string, act: MeetingActName): string => `${ownMeetingPath(id)}/${act}`;
export const ownMinutesPath = (id: string): string => `${ownMeetingPath(id)}/compte-rendu.pdf`;
export const ownMeetingFilePath = (id: string, file: string): string => `${ownMeetingPath(id)}/fichiers/${segment(file)}`;
export const ownLifePath = (convention: string): string => `${partnerHomePath()}/conventions/${segment(convention)}/vie`;
export const askOwnMeetingPath = (convention: string): string => `${ownLifePath(convention)}/reunions`;
export const ownPreparedPath = (convention: string, on: string): string => `${ownLifePath(convention)}/bilans/${segment(on)}/bilan.pdf`;
