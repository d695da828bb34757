import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialTypeData,
	type IHttpRequestOptions,
} from 'n8n-workflow';

/** n8n's credentials store with one credential in it, as an execution sees it. */
export class OneCredential extends ICredentialsHelper {
	/** How often an execution asked for it. */
	lookUps = 0;

	constructor(
		private readonly types: ICredentialTypeData,
		private readonly data: ICredentialDataDecryptedObject,
	) {
		super();
	}

	override async getDecrypted() {
		this.lookUps++;
		return await Promise.resolve({ ...this.data });
	}

	override async authenticate(
		data: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions,
	) {
		const { authenticate } = this.types[type]!.type;
		if (typeof authenticate !== 'function') throw new Error(`${type} signs declaratively`);
		return await authenticate(data, request);
	}

	override getParentTypes() {
		return [];
	}

	override isCredentialUsableByNode() {
		return true;
	}

	override async preAuthentication() {
		return await Promise.resolve(undefined);
	}

	override async runPreAuthentication() {
		return await Promise.resolve(undefined);
	}

	override async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('An execution has no business with stored credentials'));
	}

	override async updateCredentials() {}

	override async updateCredentialsOauthTokenData() {}

	override getCredentialsProperties() {
		return [];
	}
}
