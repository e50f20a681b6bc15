// Imported before a Node program: its fetch goes through HTTPS_PROXY, which Node 20 would not look at.
import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

setGlobalDispatcher(new EnvHttpProxyAgent());
