'use strict';

/** Tells what it was given: parameters, properties, and the names in its environment. */
exports.main = async ({ parameters, propertiesToSend }) => {
  if (parameters.fail) throw new Error('the reason that production hides');
  return { parameters, propertiesToSend, environment: Object.keys(process.env), secret: process.env.PROBE_SECRET };
};
