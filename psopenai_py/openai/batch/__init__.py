"""Batches: many requests in one file, answered within a day.

May import: `openai`'s shared modules.

- `batch`: the parameters by which cmdlets find batches, their states, what their objects say, and waiting for them.
- `lines`: the lines of a result file: whole ones, blank ones, unreadable ones.
- `items`: what links a line to its request, whether it failed, members that are added to it.
- `input_index`: the requests of a batch on the disk, by their custom_id and in their order.
- `ordering`: results in the order of their requests, sorted on the disk.
- `answers`: the answers in results: as text, and read as JSON.
- `media`: images and audio in results, as files named by custom_id.
- `shaping`: what the parameters of Get-BatchOutput make of each result.
- `checking`: the check of requests before they are uploaded.
- `templates`: texts and bodies with the properties of a row in them.
- `rows`: the rows of CSV, JSON Lines and Parquet files.
- `request_bodies`: the body of a request for each endpoint.
- `request_lines`: the requests that become batches: from a file or the pipeline, checked, cut into parts that fit.
- `split`: batches that were made of one input and belong together.
- `starting`: starts batches: their parameters, the upload, the call; what Start-Batch and its like have in common.
- `retrieval`: from a batch to its results: which files hold them, whether all are there, and what to say if not.
- `forms`: the form of a file of results: what was asked for, or by its ending; compressed or not.
- `places`: where `-OutFile` leads: a file, a folder with a data set, an address of a store.
- `out_file`: `-OutFile`: the results of many batches in one file, resumed after an interruption, named when complete.
- `measuring`: what batches used, cost and had wrong; prices that the user gives.
- `report`: the report of Measure-Batch, one HTML file.
- `journal`: what was started from this account, in a file; batches whose answer was lost are found again.
- `local`: what Get-Batch -Local returns.
- `queueing`: a queue of batches: the next one starts when one ends, or when the service's limit allows.
- `rounds`: requests that did not go well, and the results of all batches that repeat them as one.
- `watching`: how far batches have come, as rows of a live table.
- `measure_batch`, `remove_batch_file`: cmdlets for batches that have ended.
- A cmdlet each: `get_batch`, `new_batch_request`, `test_batch_input`, `start_batch`, `resume_batch`, `restart_batch`,
  `stop_batch`, `wait_batch`, `watch_batch`, `get_batch_output`.
"""
