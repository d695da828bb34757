const { Socket } = require('node:net');

const { connect } = Socket.prototype;

/**
 * n8n's connections hold small pieces back until the other side has acknowledged what came before,
 * which it does after up to 40 ms. That goes on in the system, where ./idleness.js doesn't see it:
 * time would go on to the next timer while a request is half on its way.
 */
Socket.prototype.connect = function (...given) {
	this.setNoDelay(true);
	return connect.apply(this, given);
};
