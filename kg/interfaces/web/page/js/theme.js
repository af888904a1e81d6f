// Runs before the page is drawn, so that a chosen theme does not flash; a classic script for that reason.
"use strict";
(() => {
  const KEY = "kg-theme";
  const THEMES = ["system", "light", "dark"];
  const root = document.documentElement;

  function kept() {
    try {
      return THEMES.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : "system";
    } catch {
      return "system"; // a browser that keeps nothing still follows the system
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // the choice then holds until the page is left
    }
  }

  root.dataset.theme = kept();
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const show = () => {
      button.textContent = `Theme: ${root.dataset.theme}`;
    };
    button.addEventListener("click", () => {
      root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
      keep(root.dataset.theme);
      show();
    });
    show();
  });
})();
