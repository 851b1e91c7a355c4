"use strict";
// Makes what forms and links already do quicker; every page works without it.
