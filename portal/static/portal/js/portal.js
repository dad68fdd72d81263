// Says that scripts run, so that what only works with them may be shown.
document.documentElement.classList.add("has-script");
