// Filters and the address say the same.

import { describe, expect, it } from 'vitest'
import { isFiltered, peoplePath, readPeopleQuery, toFilter } from './people-query.ts'

const read = (query: string) => readPeopleQuery(new URLSearchParams(query))

describe('the filters of the list', () => {
  it('come back from the address as they went into it', () => {
    const query = read('search=web&status=invited&status=offline&emailStatus=none&application=app&location=K%C3%B6ln&sort=-changedAt')
    const again = readPeopleQuery(new URL(peoplePath(query), 'https://id.example.com').searchParams)
    expect(again).toEqual(query)
    expect(toFilter(query)).toEqual({
      search: 'web',
      application: 'app',
      status: ['offline', 'invited'],
      emailStatus: ['none'],
      location: ['Köln'],
      sort: '-changedAt',
    })
  })

  it('leave out what nobody can mean', () => {
    const query = read('status=dead&sort=upwards&search=%20%20')
    expect(toFilter(query)).toEqual({ sort: 'lastName' })
    expect(isFiltered(query)).toBe(false)
    expect(isFiltered(read('location=Basel'))).toBe(true)
    expect(peoplePath(query)).toBe('/people?search=++')
  })
})
