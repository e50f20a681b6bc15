// The operators' dashboard.
import "@fontsource-variable/inter/index.css";
import "@mantine/core/styles.css";
import "./dashboard.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";
import { App } from "./App";
import { newQueryClient } from "./queries";
import { theme } from "./theme";

const queryClient = newQueryClient(1);

// One route, for `App` says which page is where: only such a router can hold back who would lose something.
const router = createBrowserRouter([{ path: "*", element: <App /> }]);

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
