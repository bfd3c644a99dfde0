import { USER_EMAIL, USER_ID } from '../oauth/tokens.ts';

const SINCE = '2024-01-15T09:30:00.000Z';
const person = (id: string, userId: number, email: string, firstName: string, lastName: string) => ({
  id,
  email,
  type: 'PERSON',
  firstName,
  lastName,
  userId,
  userIdIncludingInactive: userId,
  createdAt: SINCE,
  updatedAt: SINCE,
  archived: false,
  teams: [],
});

/** The people of every portal; records refer to them by `id`, not by `userId`. */
export const OWNERS = [
  person('70110001', USER_ID, USER_EMAIL, 'Alex', 'Admin'),
  person('70110002', 26_110_002, 'sam.seller@example.com', 'Sam', 'Seller'),
];
