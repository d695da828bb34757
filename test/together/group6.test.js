const { testTogether } = require('../jest/together');

testTogether(6);
