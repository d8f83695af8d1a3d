// The whole activation without a browser, for tests that begin with somebody who has an account.

import { consent, type FlowAnswer, type FlowClient } from './flow-client.ts'

export const PASSWORD = 'geduldig wandern drei Berge'

/** From a link's token to the last answer, which carries the cookie. Answers what the configuration of the tests asks for. */
export async function activate(flow: FlowClient, link: string, password = PASSWORD): Promise<FlowAnswer> {
  const landed = await flow.start({ link })
  const legal = await flow.act(landed.token, 'open')
  const secret = await flow.act(legal.token, 'accept', consent(legal))
  const profile = await flow.act(secret.token, 'set_password', { password })
  return flow.act(profile.token, 'save_profile', { fields: { shirtSize: 'M' } })
}
