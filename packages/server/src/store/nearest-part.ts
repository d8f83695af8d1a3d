// Finds whoever is named or a neighbour, so that somebody is read for every name.

/**
 * Who is named, or the next in the alphabet where nobody is: a whole person is read either way, so that the time of an answer tells
 * nobody which names exist. Both sides are looked up always.
 */
export const nearestPart = (column: 'email_canonical' | 'sign_in_name', named: string): string => `nearest as materialized (select
          (select id from users where ${column} >= ${named} and deleted_at is null order by ${column} limit 1) as above,
          (select id from users where ${column} < ${named} and deleted_at is null order by ${column} desc limit 1) as below)`
