import { remember } from "./inside.js";

remember();
