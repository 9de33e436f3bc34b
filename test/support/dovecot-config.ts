export interface DovecotSettings {
  readonly home: string;
  readonly port: number;
  /** Started by root: Debian's own users do the login, `uid` reads the mail. Otherwise the one user does everything. */
  readonly root: boolean;
  readonly uid: number;
  readonly gid: number;
  readonly userName: string;
  readonly groupName: string;
  readonly capabilities?: string;
}

/** A configuration of Dovecot 2.3 that touches nothing outside `home`. */
export function dovecotConfig(settings: DovecotSettings): string {
  const { home, port, root, uid, gid, userName, groupName, capabilities } = settings;
  const users = root ? '' : `default_login_user = ${userName}\ndefault_internal_user = ${userName}\ndefault_internal_group = ${groupName}\n`;
  const rootless = root ? '' : 'service anvil {\n  chroot =\n}\nservice imap-login {\n  chroot =\n}\n';
  return `
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${home}/mail/%u
first_valid_uid = 1
auth_mechanisms = plain login
${users}${rootless}service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
${capabilities === undefined ? '' : `imap_capability = ${capabilities}\n`}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${home}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${home}/mail/%u
}
`;
}
