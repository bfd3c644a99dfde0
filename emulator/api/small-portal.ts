import type { Seed } from './seed.ts';

/** What the emulator shows when it is started without a seed. */
export const SMALL_PORTAL: Seed = {
  portals: [
    {
      portalId: 12_345_678,
      name: 'Emulated portal',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      objects: {
        companies: [
          {
            key: 'acorn',
            properties: { name: 'Acorn Bakery', domain: 'acorn.example', phone: '+49 30 5550101', city: 'Berlin' },
          },
          {
            key: 'birch',
            properties: { name: 'Birch Timber', domain: 'birch.example', phone: '+46 8 5550102', city: 'Stockholm' },
          },
        ],
        contacts: [
          {
            key: 'ada',
            properties: { email: 'ada@acorn.example', firstname: 'Ada', lastname: 'Olsen', jobtitle: 'Owner' },
          },
          {
            key: 'bo',
            properties: { email: 'bo@birch.example', firstname: 'Bo', lastname: 'Lind', jobtitle: 'Buyer' },
          },
        ],
        deals: [
          {
            key: 'oven',
            properties: { dealname: 'New oven', dealstage: 'qualifiedtobuy', amount: '12000', pipeline: 'default' },
          },
        ],
      },
      associations: [
        { from: ['contacts', 'ada'], to: ['companies', 'acorn'] },
        { from: ['contacts', 'bo'], to: ['companies', 'birch'] },
        { from: ['deals', 'oven'], to: ['companies', 'acorn'] },
        { from: ['deals', 'oven'], to: ['contacts', 'ada'] },
      ],
    },
  ],
};
