/** What the instance of the tests seals with. */
export const TEST_SECRETS: readonly string[] = ['a secret that only the tests know, 32 characters'];
