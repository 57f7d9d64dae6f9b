"""The one-line grammar of the bars and the command line: read, preview, complete, make drafts.

Words become a reading (``parse``), a preview and problems (``parsed``), completions (``complete``) and at
last drafts (``drafts``); ``people`` says who a handle means.
"""
