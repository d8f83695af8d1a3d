// A Foyer as an operator runs it, in a process of its own. Mails go to the parent, which plays the people who read them.
import { createFoyer, serve } from '@foyer/server'
import { answerParent, notify, readInput } from './answer-parent.mjs'

const { database, dataDirectory, secrets, origin, connections, trustedProxies, port = 0, admin = false } = readInput()

const foyer = await createFoyer(
  {
    url: origin,
    // For the key that answers the management calls; nothing that is measured runs differently for it.
    demo: true,
    organisation: { name: 'Bench AG', contact: 'help@bench.example' },
    mail: { from: 'Bench AG <hello@bench.example>', transport: 'capture' },
    applications: {
      app: { name: 'App', url: 'https://app.bench.example' },
      ...(admin ? { portal: { name: 'Administration', manages: true, includes: ['app'] } } : {}),
    },
    ...(trustedProxies === undefined ? {} : { trustedProxies }),
    ...(secrets === undefined ? {} : { secrets }),
    ...(database === undefined ? {} : { database: { url: database, ...(connections === undefined ? {} : { max: connections }) } }),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
  },
  {
    transport: {
      name: 'parent',
      async send({ to, text }) {
        notify({ mail: { to: typeof to === 'string' ? to : to.address, text } })
        return { providerId: null }
      },
    },
  },
)
const served = await serve(foyer, { port })
answerParent({ port: served.port, apiKey: foyer.demoApiKey }, { idle: () => foyer.idle() }, () => served.close())
