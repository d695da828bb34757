const { testTogether } = require('../jest/together');

testTogether(9);
