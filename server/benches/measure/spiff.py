"""How many instances of a process SpiffWorkflow brings to their end in a second: python spiff.py order.bpmn 2000."""
import sys
import time

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

file, count = sys.argv[1], int(sys.argv[2])
parser = BpmnParser()
parser.add_bpmn_file(file)
process = parser.get_spec("order")


def instance():
    workflow = BpmnWorkflow(process)
    workflow.do_engine_steps()
    for _ in range(2):
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data["amount"] = 5000
        task.run()
        workflow.do_engine_steps()
    assert workflow.completed


instance()
began = time.perf_counter()
for _ in range(count):
    instance()
print((time.perf_counter() - began) / count)
