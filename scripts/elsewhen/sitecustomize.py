"""Lets every Python process of a test run live at another moment; put this folder on PYTHONPATH.

ELSEWHEN is the instant at which the run begins, in ISO with its offset. From there time goes on, also in the
programs that tests start, which inherit the environment. Only the wall clock is moved: sleeping and measuring stay true
(libfaketime breaks ``time.sleep`` of Python 3.11 instead).
"""

import os
from datetime import datetime, timedelta
from time import time

if os.environ.get("ELSEWHEN"):
    import time_machine

    began = float(os.environ.setdefault("ELSEWHEN_BEGAN", repr(time())))
    gone_by = timedelta(seconds=time() - began)
    time_machine.travel(datetime.fromisoformat(os.environ["ELSEWHEN"]) + gone_by, tick=True).start()
