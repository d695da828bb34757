// Mutations are switched on one by one and tests are chosen by what they run: Stryker can't tell
// tests apart that run at the same time.
test.concurrent = test;
