/** Begins the workbench in the page: the case that came with it, or the one at the host of this address, in the theme of the user. */
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openCaseStore } from "./case/case-store.js";
import { CaseContext } from "./case/use-case.js";
import { localHost } from "./host/local-host.js";
import { siteCaseAddress, siteHost } from "./host/site-host.js";
import { App } from "./shell/app.js";
import { followTheme } from "./shell/theme.js";

followTheme();
const siteCase = siteCaseAddress();
const store = openCaseStore(siteCase === undefined ? localHost : siteHost(siteCase), () => performance.now());
void store.open();
const place = document.getElementById("workbench");
if (place === null) throw new Error("The page has no place for the workbench.");
createRoot(place).render(
  <StrictMode>
    <CaseContext value={store}>
      <App />
    </CaseContext>
  </StrictMode>,
);
